namespace Turnstone.Sandbox.Dovecot;

/// <summary>A program that the sandbox needs is not installed and could not be installed.</summary>
public sealed class PackageUnavailableException(string message) : Exception(message);
