using System.Globalization;
using System.Text.Json;
using Turnstone.Client;

namespace Turnstone.Cli.Remote.Output;

/// <summary>Values as people read them in tables.</summary>
internal static class Shown
{
    /// <summary>Such as <c>2026-12-01 20:00 UTC</c>; empty for none.</summary>
    public static string Moment(DateTimeOffset? moment) => moment is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";

    /// <summary>The contract's word for a value, such as <c>completedWithErrors</c>: the one that options take as well.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value, ContractJson.Options).Trim('"');

    /// <summary>Such as <c>yes</c>.</summary>
    public static string YesNo(bool value) => value ? "yes" : "no";

    /// <summary>Such as <c>1 mailbox</c>, <c>1,204 mailboxes</c>.</summary>
    public static string Count(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{Engine.Reporting.Quantity.Count(count)} {many}";
}
