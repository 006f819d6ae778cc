using System.Text;
using Turnstone.Connectors.Imap.Tokens;

namespace Turnstone.Fuzz.Targets;

/// <summary>The key file of a service account: read, or refused in a FormatException that repeats nothing of it.</summary>
internal sealed class KeyFileTarget() : FuzzTarget("key-file", "\"client_email\":", "\"token_uri\":", "\"private_key\":", "\"-----BEGIN PRIVATE KEY-----\\n", "https://oauth2.googleapis.com/token", "{", "}", "[", "null", "\\u0000", "1e999")
{
    public override string Run(byte[] input)
    {
        try
        {
            return ServiceAccountKey.Parse(Encoding.UTF8.GetString(input)).Email.Length > 0 ? "read" : "nameless";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
