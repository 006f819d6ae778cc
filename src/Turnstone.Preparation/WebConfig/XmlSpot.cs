namespace Turnstone.Preparation.WebConfig;

/// <summary>An element of a file, and where it stands in its text.</summary>
internal sealed class XmlSpot(string name, XmlSpot? parent, int start)
{
    public string Name => name;

    public XmlSpot? Parent => parent;

    /// <summary>Where its <c>&lt;</c> is.</summary>
    public int Start => start;

    /// <summary>Behind the <c>&gt;</c> of its start tag.</summary>
    public int TagEnd { get; set; }

    /// <summary>Whether it is written as one tag, <c>&lt;a/&gt;</c>.</summary>
    public bool IsEmpty { get; set; }

    public List<XmlSpot> Children { get; } = [];

    public Dictionary<string, AttributeSpot> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Its name and those of the elements around it, from the root.</summary>
    public string Path => parent is null ? name : $"{parent.Path}/{name}";

    public IEnumerable<XmlSpot> All() => Children.SelectMany(child => child.All()).Prepend(this);
}

/// <summary>An attribute's value, and the place of what stands between its quotes.</summary>
internal sealed record AttributeSpot(string Value, int Start, int Length);
