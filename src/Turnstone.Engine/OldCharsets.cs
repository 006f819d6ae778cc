using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Turnstone.Engine;

/// <summary>
/// Makes the code pages that .NET leaves out by default known to the process. MimeKit remembers for good which charsets it did not find, so
/// it must happen before anything here first reads a header, whoever started the process.
/// </summary>
internal static class OldCharsets
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing later is early enough: a host would have to know, and one that forgot would misread old mail in silence.")]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
