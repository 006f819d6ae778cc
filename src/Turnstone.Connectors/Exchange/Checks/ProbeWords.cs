using System.Globalization;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>What the steps of an access test say alike.</summary>
internal static class ProbeWords
{
    private const double Megabyte = 1 << 20;

    /// <summary>In Exchange's megabytes, which are 1024 times 1024 bytes: what is written into its settings.</summary>
    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Megabyte:0.#} MB");

    /// <summary>A setting's value: megabytes, and the bytes that a web.config takes.</summary>
    public static string Exactly(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Size(bytes)} ({bytes:N0} bytes)");

    /// <summary>How a password's owner is named to cmdlets of Active Directory: without the domain.</summary>
    public static string AccountOf(string login) => login.Split('\\')[^1].Split('@')[0];

    public static SessionException Failed(FailureCode code, string message, string remedy) => new(Describe(code, message, remedy));

    public static Failure Describe(FailureCode code, string message, string remedy) => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Project,
        Code = code,
        Message = message,
        Remedy = remedy,
    };
}
