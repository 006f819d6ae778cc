using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Cli.Settings;

/// <summary>Extra certificate authorities; a file may hold several, one after the other.</summary>
internal static class TrustFiles
{
    public static IReadOnlyList<X509Certificate2> Read(IEnumerable<string> files, Findings findings)
    {
        var all = new X509Certificate2Collection();
        foreach (var file in files)
        {
            try
            {
                var before = all.Count;
                all.ImportFromPem(File.ReadAllText(file));
                if (all.Count == before)
                {
                    findings.Refuse("--trust", $"{file} holds no certificate.", "Name a PEM file with at least one BEGIN CERTIFICATE block.");
                }
            }
            catch (CryptographicException)
            {
                findings.Refuse("--trust", $"{file} holds a damaged certificate.", "Export the authority again as PEM (Base64).");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                findings.Refuse("--trust", $"{file} cannot be read: {FileTrouble.Say(e)}.", "Name a readable PEM file.");
            }
        }

        return [.. all];
    }
}
