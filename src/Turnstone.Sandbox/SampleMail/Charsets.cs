using System.Text;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>The charsets of old mail, and a language that was written in each.</summary>
internal static class Charsets
{
    public static readonly IReadOnlyList<(string Charset, string Language)> Samples =
    [
        ("utf-8", "ja"), ("iso-8859-1", "de"), ("iso-8859-15", "fr"), ("windows-1252", "fr"), ("koi8-r", "ru"),
        ("iso-2022-jp", "ja"), ("gb18030", "zh"), ("euc-kr", "ko"), ("iso-8859-9", "tr"), ("windows-1251", "ru"), ("shift_jis", "ja"),
    ];

    /// <summary>The encoding by its MIME name, without registering a provider for the whole process.</summary>
    public static Encoding Named(string name) =>
        name == "utf-8" ? new UTF8Encoding(false)
        : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
