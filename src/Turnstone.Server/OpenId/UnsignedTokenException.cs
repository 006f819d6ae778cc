namespace Turnstone.Server.OpenId;

/// <summary>A token came without a signature.</summary>
internal sealed class UnsignedTokenException() : Exception("The token is not signed.");
