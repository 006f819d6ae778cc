using System.Text.Json;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>Destination paths as they are stored: the anchor a word, the names a JSON array.</summary>
internal static class StoredPath
{
    public static (string Anchor, string Names) Of(DestinationPath path) =>
        (StoredWord.Of(path.Anchor), JsonSerializer.Serialize(path.Below.Names));

    public static DestinationPath Read(string anchor, string names)
    {
        try
        {
            return new DestinationPath(StoredWord.Read<FolderRole>(anchor), FolderPath.Of(JsonSerializer.Deserialize<string[]>(names) ?? []));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException("A stored destination folder cannot be read.", e);
        }
    }
}
