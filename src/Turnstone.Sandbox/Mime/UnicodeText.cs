using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>Text the store can keep: UTF-16 without lone surrogates.</summary>
internal static class UnicodeText
{
    public static string WellFormed(string text)
    {
        foreach (char c in text)
        {
            if (char.IsSurrogate(c))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }
}
