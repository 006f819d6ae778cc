namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// A Debian package, and the systemd units in it that must not start or be enabled because it was installed: nobody asked
/// for a mail server at boot when running a demo.
/// </summary>
public sealed record DebianPackage(string Name, params IReadOnlyList<string> Units);
