namespace Turnstone.Sandbox.Soap;

/// <summary>The XML namespaces of the protocol; long since frozen.</summary>
internal static class Namespaces
{
    public const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Messages = "http://schemas.microsoft.com/exchange/services/2006/messages";
    public const string Types = "http://schemas.microsoft.com/exchange/services/2006/types";
    public const string Errors = "http://schemas.microsoft.com/exchange/services/2006/errors";
    public const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
}
