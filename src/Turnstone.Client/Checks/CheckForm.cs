namespace Turnstone.Client.Checks;

/// <summary>A form that a check's report is written in.</summary>
public enum CheckForm
{
    /// <summary>For people: one file, which fetches nothing from anywhere.</summary>
    Html,

    /// <summary>For scripts.</summary>
    Json,

    /// <summary>For spreadsheets: a line for each step.</summary>
    Csv,
}
