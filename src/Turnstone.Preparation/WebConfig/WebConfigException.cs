namespace Turnstone.Preparation.WebConfig;

/// <summary>A file is none we patch; the message says why, and what to do.</summary>
public sealed class WebConfigException(string message) : Exception(message);
