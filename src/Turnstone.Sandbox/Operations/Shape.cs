using System.Collections.Frozen;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>Which properties an answer carries: the base shape's and those asked for beside it.</summary>
internal sealed class Shape
{
    private readonly FrozenSet<string> _base;
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    private Shape(FrozenSet<string> baseFields) => _base = baseFields;

    public List<PropertyPath> Extended { get; } = [];

    public bool IncludesMime { get; private init; }

    /// <summary>Best, HTML or Text.</summary>
    public string BodyType { get; private init; } = "Best";

    /// <summary>False for FindItem and SyncFolderItems, which never open contents.</summary>
    public bool ReadsContent { get; private init; }

    public bool Has(string field) => _base.Contains(field) || _added.Contains(field);

    public bool HasExplicitly(string field) => _added.Contains(field);

    public static readonly Shape IdOnly = new(FrozenSet<string>.Empty);

    public static Shape ParseItem(SoapElement? element, ShapeUse use) => use == ShapeUse.Get
        ? Parse(element, ItemFields.Default, ItemFields.All, use)
        : Parse(element, ItemFields.DefaultInList, ItemFields.AllInList, use);

    public static Shape ParseFolder(SoapElement? element) => Parse(element, FolderFields.Default, FolderFields.All, ShapeUse.Get);

    private static Shape Parse(SoapElement? element, FrozenSet<string> defaults, FrozenSet<string> all, ShapeUse use)
    {
        var baseFields = element?.ChildText("BaseShape") switch
        {
            "Default" => defaults,
            "AllProperties" => all,
            _ => FrozenSet<string>.Empty,
        };
        var shape = new Shape(baseFields)
        {
            IncludesMime = element?.ChildText("IncludeMimeContent") is "true" or "1",
            ReadsContent = use == ShapeUse.Get,
            BodyType = element?.ChildText("BodyType") ?? "Best",
        };
        foreach (var child in element?.Child("AdditionalProperties")?.Children ?? [])
        {
            var path = PropertyPath.Parse(child);
            if (path.Extended is not null)
            {
                shape.Extended.Add(path);
            }
            else if (use == ShapeUse.Sync && ItemFields.NeverInList.Contains(path.FieldUri!))
            {
                continue;
            }
            else if (use == ShapeUse.Find && ItemFields.NeverInList.Contains(path.FieldUri!))
            {
                // Code and text from Microsoft's response code reference. Assumption.
                throw new EwsError("ErrorInvalidPropertyRequest", "Property is not valid for this request type.");
            }
            else if (path.FieldIndex is null)
            {
                shape._added.Add(path.FieldUri!);
            }
        }

        return shape;
    }
}
