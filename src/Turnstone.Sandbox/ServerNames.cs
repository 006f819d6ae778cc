namespace Turnstone.Sandbox;

/// <summary>What the server calls itself in headers and links; a real one has its own.</summary>
internal static class ServerNames
{
    public const string Host = "EXCHANGE01";
    public const string FullHost = "exchange01.sandbox.example";
    public const string Web = "mail.sandbox.example";
}
