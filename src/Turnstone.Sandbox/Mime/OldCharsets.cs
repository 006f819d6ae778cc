using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Makes the code pages that .NET leaves out by default known to the process. MimeKit remembers for good which charsets it did not find,
/// and a static field is set too late for that: the runtime may wait with it until after the first header is read.
/// </summary>
internal static class OldCharsets
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing later is early enough: several connections may bring the first message at once.")]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
