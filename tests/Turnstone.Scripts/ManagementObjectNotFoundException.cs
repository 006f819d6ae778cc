namespace Turnstone.Scripts;

/// <summary>What Exchange's cmdlets throw where there is no such thing; scripts know it by its name.</summary>
public sealed class ManagementObjectNotFoundException(string message) : Exception(message);
