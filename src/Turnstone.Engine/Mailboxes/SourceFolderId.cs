namespace Turnstone.Engine.Mailboxes;

/// <summary>
/// A folder's identity at the source: the name exactly as the server lists it, compared byte for byte. It survives renamings of
/// anything else and is what the journal and the source key are made from.
/// </summary>
public readonly record struct SourceFolderId
{
    private readonly string? _value;

    public SourceFolderId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The raw name, one character a byte where the server sent bytes beyond ASCII.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default SourceFolderId names no folder.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
