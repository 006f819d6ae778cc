using System.Text.RegularExpressions;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>A Dovecot on this machine: its program and its version, which decides the language of its configuration.</summary>
public sealed partial record DovecotInstallation
{
    private DovecotInstallation(string program, Version version) => (Program, Version) = (program, version);

    /// <summary>The master program, an absolute path.</summary>
    public string Program { get; }

    /// <summary>Major, minor and patch as <c>dovecot --version</c> tells them.</summary>
    public Version Version { get; }

    /// <summary>Reads what <c>dovecot --version</c> prints, "2.3.19.1 (9b53102964)"; null when it is no Dovecot 2.</summary>
    public static DovecotInstallation? TryCreate(string program, string versionOutput)
    {
        var match = VersionPattern().Match(versionOutput);
        return match.Success && Version.TryParse(match.Value, out var version) && version.Major == 2
            ? new DovecotInstallation(program, version)
            : null;
    }

    [GeneratedRegex(@"^\d+\.\d+(\.\d+){0,2}")]
    private static partial Regex VersionPattern();
}
