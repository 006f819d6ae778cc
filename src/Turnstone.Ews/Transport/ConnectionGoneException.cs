namespace Turnstone.Ews.Transport;

/// <summary>The signed-in connection is gone, and a request wanted a new one that nobody has signed in yet. Nothing of it was sent.</summary>
internal sealed class ConnectionGoneException() : IOException("The signed-in connection is gone.");
