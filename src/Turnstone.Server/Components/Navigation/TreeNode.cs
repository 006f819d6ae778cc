namespace Turnstone.Server.Components.Navigation;

/// <summary>Something in a tree, with what is below it.</summary>
/// <param name="Key">What it is called in code; no two of a tree have the same.</param>
/// <param name="Text">What people read.</param>
public sealed record TreeNode(string Key, string Text)
{
    /// <summary>What is below it.</summary>
    public IReadOnlyList<TreeNode> Children { get; init; } = [];

    /// <summary>What belongs to it in another tree, such as where a folder goes; stands in a column of its own.</summary>
    public string? Aside { get; init; }

    /// <summary>What stands at its right, such as how many items it has.</summary>
    public string? Note { get; init; }

    /// <summary>A mark beside the text, such as "renamed".</summary>
    public string? Mark { get; init; }

    /// <summary>How the mark stands.</summary>
    public Tone MarkTone { get; init; }

    public Glyph Glyph { get; init; } = Glyph.Folder;
}
