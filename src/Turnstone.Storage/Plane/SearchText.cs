using System.Text;

namespace Turnstone.Storage.Plane;

/// <summary>
/// Text as it is compared and searched: without difference of case, of width or of how accents are composed. Kept beside the text itself, so
/// that both databases compare alike whatever their collations.
/// </summary>
public static class SearchText
{
    /// <summary>What two texts that people take for the same have in common. White space at the ends does not count.</summary>
    public static string Of(string text) => text.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
