using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Cli.Settings;

/// <summary>Extra certificate authorities; a file may hold several, one after the other.</summary>
internal static class TrustFiles
{
    /// <summary>All of them; faults are told of <paramref name="option"/>, which names the files.</summary>
    public static IReadOnlyList<X509Certificate2> Read(IEnumerable<string> files, Findings findings, string option = "--trust")
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
                    findings.Refuse(option, $"{file} holds no certificate.", "Name a PEM file with at least one BEGIN CERTIFICATE block.");
                }
            }
            catch (CryptographicException)
            {
                findings.Refuse(option, $"{file} holds a damaged certificate.", "Export the authority again as PEM (Base64).");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                findings.Refuse(option, $"{file} cannot be read: {FileTrouble.Say(e)}.", "Name a readable PEM file.");
            }
        }

        return [.. all];
    }
}
