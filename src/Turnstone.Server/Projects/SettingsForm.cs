using System.Globalization;
using Turnstone.Client.Projects;
using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Projects;

/// <summary>A project's settings as somebody writes them.</summary>
internal sealed class SettingsForm
{
    /// <summary>The fields that it shows.</summary>
    public static readonly string[] Fields =
    [
        "name", "region", "mostAtOnce", "mostErrors", "mostPasses", "mostMegabits", "folderFilter", "newerThan", "olderThan", "supportOptions", "successAddresses", "failureAddresses", "keepsSubjects", "purgeDays",
    ];

    private static readonly char[] Separators = ['\n', '\r', ',', ';', ' '];

    private readonly ProjectInfo _known;

    public SettingsForm(ProjectInfo known)
    {
        _known = known;
        (Name, Region, FolderFilter, Options) = (known.Name, known.Region, known.FolderFilter, known.SupportOptions);
        (MostAtOnce, MostErrors, MostPasses, PurgeDays) = (Number(known.MostAtOnce), Number(known.MostErrors), Number(known.MostPasses), Number(known.PurgeDays));
        MostMegabits = known.MostMegabits?.ToString(CultureInfo.InvariantCulture);
        (NewerThan, OlderThan) = (Day(known.NewerThan), Day(known.OlderThan));
        (SuccessAddresses, FailureAddresses) = (string.Join('\n', known.SuccessAddresses), string.Join('\n', known.FailureAddresses));
        KeepsSubjects = known.KeepsSubjects;
    }

    public string? Name { get; set; }

    public string? Region { get; set; }

    public string? MostAtOnce { get; set; }

    public string? MostErrors { get; set; }

    public string? MostPasses { get; set; }

    public string? MostMegabits { get; set; }

    public string? FolderFilter { get; set; }

    public string? NewerThan { get; set; }

    public string? OlderThan { get; set; }

    public string? Options { get; set; }

    public bool KeepsUnknown { get; set; }

    public string? SuccessAddresses { get; set; }

    public string? FailureAddresses { get; set; }

    public bool KeepsSubjects { get; set; }

    public string? PurgeDays { get; set; }

    /// <summary>As the contract takes it. What is no number is one that no field allows, and so found fault with where it stands.</summary>
    public ProjectDraft Draft() => ProjectDrafts.Of(_known) with
    {
        Name = Name ?? "",
        Region = Region ?? "",
        MostAtOnce = Whole(MostAtOnce),
        MostErrors = Whole(MostErrors),
        MostPasses = Whole(MostPasses),
        MostMegabits = string.IsNullOrWhiteSpace(MostMegabits) ? null : double.TryParse(MostMegabits, NumberStyles.Float, CultureInfo.InvariantCulture, out var megabits) ? megabits : 0,
        FolderFilter = FolderFilter ?? "",
        NewerThan = Moment(NewerThan, _known.NewerThan),
        OlderThan = Moment(OlderThan, _known.OlderThan),
        SupportOptions = Options ?? "",

        // What is stored as it is was confirmed when it was entered.
        KeepUnknownOptions = KeepsUnknown || Options == _known.SupportOptions,
        SuccessAddresses = Addresses(SuccessAddresses),
        FailureAddresses = Addresses(FailureAddresses),
        KeepsSubjects = KeepsSubjects,
        PurgeDays = Whole(PurgeDays),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Whole(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Day(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A bound within a day, set elsewhere, stays what it is while its day does.
    private static DateTimeOffset? Moment(string? text, DateTimeOffset? known) => text == Day(known) ? known
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    private static string[] Addresses(string? text) => (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
