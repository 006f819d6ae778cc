using Microsoft.AspNetCore.Authentication;

namespace Turnstone.Server.OpenId;

/// <summary>What somebody goes to the provider for. It travels there and back encrypted, in the state.</summary>
internal abstract record OpenIdErrand
{
    private const string Kind = "errand";
    private const string Return = "return";
    private const string Agent = "agent";
    private const string Stamp = "stamp";
    private const string Invitation = "invitation";
    private const string Name = "name";

    private OpenIdErrand()
    {
    }

    /// <summary>Where the browser goes on afterwards.</summary>
    public required LocalPath ReturnTo { get; init; }

    /// <summary>To sign in.</summary>
    public sealed record SignIn : OpenIdErrand;

    /// <summary>To be known by the provider from now on.</summary>
    /// <param name="AgentId">Who, as their password has shown.</param>
    /// <param name="SecurityStamp">The account's at that time: a new password meanwhile undoes what the old one allowed.</param>
    public sealed record Link(Guid AgentId, string SecurityStamp) : OpenIdErrand;

    /// <summary>To join a workgroup.</summary>
    /// <param name="Hash">The hash of the invitation's code.</param>
    /// <param name="CalledBy">What they say they are called; null where the provider shall say.</param>
    public sealed record Accept(string Hash, string? CalledBy) : OpenIdErrand;

    /// <summary>For the journey out.</summary>
    public AuthenticationProperties ToProperties()
    {
        var items = new Dictionary<string, string?> { [Kind] = GetType().Name, [Return] = $"{ReturnTo}" };
        switch (this)
        {
            case SignIn:
                break;
            case Link link:
                (items[Agent], items[Stamp]) = ($"{link.AgentId}", link.SecurityStamp);
                break;
            case Accept accept:
                (items[Invitation], items[Name]) = (accept.Hash, accept.CalledBy ?? "");
                break;
            default:
                throw new InvalidOperationException("An errand that nobody knows.");
        }

        return new AuthenticationProperties(items);
    }

    /// <summary>What came back. Nobody but this server can have written it.</summary>
    public static OpenIdErrand Of(AuthenticationProperties properties)
    {
        var items = properties.Items;
        var path = LocalPath.Parse(items[Return]);
        return items[Kind] switch
        {
            nameof(SignIn) => new SignIn { ReturnTo = path },
            nameof(Link) => new Link(Guid.Parse(items[Agent]!), items[Stamp]!) { ReturnTo = path },
            nameof(Accept) => new Accept(items[Invitation]!, items[Name] is { Length: > 0 } name ? name : null) { ReturnTo = path },
            _ => throw new InvalidOperationException("An errand that nobody knows."),
        };
    }
}
