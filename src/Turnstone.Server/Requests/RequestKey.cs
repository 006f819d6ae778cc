using Turnstone.Server.Refusals;
using Turnstone.Storage.Requests;

namespace Turnstone.Server.Requests;

/// <summary>The key a request came with.</summary>
internal static class RequestKey
{
    /// <summary>The key; null where there is none. It may stand in quotes (draft-ietf-httpapi-idempotency-key-header-07, 2.1) or without, as most write it.</summary>
    /// <exception cref="Refusal">It is no key.</exception>
    public static string? Of(HttpRequest request)
    {
        var sent = request.Headers[OncePerKey.Header];
        if (sent.Count == 0)
        {
            return null;
        }

        var key = sent.Count == 1 ? sent[0]!.Trim() : "";
        if (key.Length >= 2 && key[0] == '"' && key[^1] == '"')
        {
            key = key[1..^1];
        }

        return key.Length is > 0 and <= KeptRequest.LongestKey && key.All(letter => letter is > ' ' and < (char)127)
            ? key
            : throw Refusal.Wrong(RefusalCodes.RequestKeyWrong, $"The {OncePerKey.Header} has to be one text of 1 to {KeptRequest.LongestKey} visible ASCII characters, such as a UUID.");
    }
}
