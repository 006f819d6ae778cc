namespace Turnstone.Server;

/// <summary>A cluster that this process cannot join; the text says why and what to do.</summary>
public sealed class ClusterException(string message, Exception? inner = null) : Exception(message, inner);
