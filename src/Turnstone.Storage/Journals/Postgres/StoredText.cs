using System.Text;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Texts as PostgreSQL takes them: no NUL, and nothing that is no UTF-8. For people alone, who lose nothing by it.</summary>
internal static class StoredText
{
    public static string Of(string text)
    {
        var sound = text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
        return sound.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sound)) : sound;
    }
}
