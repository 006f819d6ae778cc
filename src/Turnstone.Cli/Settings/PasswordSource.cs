using Turnstone.Connectors;

namespace Turnstone.Cli.Settings;

/// <summary>A password from a file or the environment: the two ways that do not show it to everybody on the machine.</summary>
internal static class PasswordSource
{
    public const string SourceVariable = "TURNSTONE_SOURCE_PASSWORD";

    public const string DestinationVariable = "TURNSTONE_DESTINATION_PASSWORD";

    /// <summary>The file where one is named, else the variable; null where neither gives one. Faults go to <paramref name="findings"/>.</summary>
    public static Secret? Read(string fileOption, string? file, string variable, Shell shell, Findings findings)
    {
        if (file is not null)
        {
            return SecretFile.Read(fileOption, file, "password", findings);
        }

        return shell.Environment(variable) is { Length: > 0 } value ? new Secret(value) : null;
    }
}
