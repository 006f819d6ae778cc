namespace Turnstone.Sandbox.SampleMail;

/// <summary>Who writes to the company from outside.</summary>
internal static class Correspondents
{
    public static readonly IReadOnlyList<SamplePerson> All =
    [
        new("Harbour Office", "office@harbour.example", "en-GB"),
        new("Söhne, Müller &", "einkauf@mueller-soehne.example", "de-DE"),
        new("L'Atelier d'Éloïse", "bonjour@atelier.example", "fr-FR"),
        new("鈴木 一郎", "suzuki@pumps.example", "ja-JP"),
        new("Мария Иванова", "m.ivanova@cranes.example", "ru-RU"),
        new("王 小明", "wang@parts.example", "zh-CN"),
        new("김 서연", "kim@boats.example", "ko-KR"),
        new("Brown, \"Bob\" R.", "bob@else.example", "en-GB"),
        .. SampleCompany.People,
    ];
}
