using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>A folder to be created. Without a class, Outlook shows it oddly; <c>IPF.Note</c> is a mail folder.</summary>
public sealed record NewFolder(string DisplayName, string? FolderClass = "IPF.Note")
{
    /// <summary>Properties of the folder's own; default none.</summary>
    public IReadOnlyList<ExtendedProperty> ExtendedProperties { get; init; } = [];

    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType("Folder");
        writer.OptionalTypeElement("FolderClass", FolderClass);
        writer.TypeElement("DisplayName", DisplayName);
        foreach (ExtendedProperty property in ExtendedProperties)
        {
            property.WriteTo(writer);
        }

        writer.End();
    }
}
