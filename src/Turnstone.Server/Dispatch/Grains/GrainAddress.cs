using System.Globalization;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>How grains are called: the region they are to live in, a bar, and whose they are.</summary>
internal static class GrainAddress
{
    public static string Of(string region, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{region}|{id:N}");

    /// <summary>The region a grain wants; empty for any.</summary>
    public static string RegionOf(string key) => key.LastIndexOf('|') is > 0 and var bar ? key[..bar] : "";
}
