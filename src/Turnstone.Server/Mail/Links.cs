using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Turnstone.Server.Mail;

/// <summary>Addresses of the server's pages, as people outside reach them.</summary>
internal sealed class Links(ServerSettings settings, IServer server)
{
    // Where it listens, not where a browser goes.
    private static readonly string[] AnyAddress = ["[::]", "0.0.0.0", "+", "*"];

    /// <summary>The address of a page with a code. Only once the server has started does it know where it serves.</summary>
    public Uri To(string page, string code) => new(Base(), $"{page}?code={code}");

    private Uri Base()
    {
        if (settings.PublicAddress is { } address)
        {
            return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        }

        var served = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? settings.Urls[0];
        return new Uri(AnyAddress.Aggregate(served, (url, any) => url.Replace($"//{any}", "//localhost", StringComparison.Ordinal)));
    }
}
