namespace Turnstone.Server.Requests;

internal static class OncePerKeyRoute
{
    /// <summary>Has a request that is sent again with the same key answered as before, and not done again.</summary>
    public static TBuilder OncePerKey<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new OncePerKey());
}
