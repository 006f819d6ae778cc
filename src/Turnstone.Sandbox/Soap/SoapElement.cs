namespace Turnstone.Sandbox.Soap;

/// <summary>
/// One element of a request. Requests are small trees once the base64 of messages and attachments is taken out of them;
/// that becomes <see cref="Content"/>, which the request owns and disposes.
/// </summary>
internal sealed class SoapElement(string name, string ns)
{
    private static readonly IReadOnlyList<SoapElement> None = [];
    private List<SoapElement>? _children;
    private List<KeyValuePair<string, string>>? _attributes;

    public string Name { get; } = name;

    public string Namespace { get; } = ns;

    public string Text { get; set; } = "";

    public Payload? Content { get; set; }

    public IReadOnlyList<SoapElement> Children => _children ?? None;

    public void Add(SoapElement child) => (_children ??= []).Add(child);

    public void AddAttribute(string name, string value) => (_attributes ??= []).Add(new(name, value));

    public SoapElement? Child(string name) => _children?.Find(child => child.Name == name);

    public string? ChildText(string name) => Child(name)?.Text;

    public SoapElement? FirstChild => _children?[0];

    public string? Attribute(string name)
    {
        if (_attributes is not null)
        {
            foreach (var attribute in _attributes)
            {
                if (attribute.Key == name)
                {
                    return attribute.Value;
                }
            }
        }

        return null;
    }

    /// <summary>An attribute or child that must be there; a schema folder would have refused the request with better words.</summary>
    public SoapElement Required(string name) =>
        Child(name) ?? throw EwsFault.SchemaViolation($"The element '{Name}' in namespace '{Namespace}' has incomplete content. List of possible elements expected: '{name}' in namespace '{Namespace}'.");

    public string RequiredAttribute(string name) =>
        Attribute(name) ?? throw EwsFault.SchemaViolation($"The required attribute '{name}' is missing.");
}
