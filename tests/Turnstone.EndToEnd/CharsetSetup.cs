using System.Runtime.CompilerServices;
using System.Text;

namespace Turnstone.EndToEnd;

internal static class CharsetSetup
{
    /// <summary>MimeKit remembers a charset it once did not know, so the old ones are made known before any test runs.</summary>
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
