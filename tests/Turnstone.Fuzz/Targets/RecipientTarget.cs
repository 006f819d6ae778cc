using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer.Recipients;

namespace Turnstone.Fuzz.Targets;

/// <summary>A header field with addresses that a recipient mapping rewrites: only the mapped address differs afterwards.</summary>
internal sealed class RecipientTarget() : FuzzTarget("recipients", "To: ", "anna@old.example", "@old.example", "<", ">", ",", ";", "\"Anna\\\"\" ", "(comment (nested))", "=?utf-8?Q?a?=", "group: ", "\r\n ", "xn--mnchen-3ya.example", "<@a,@b:c@old.example>")
{
    private static readonly RecipientMap Map = new([RecipientMapping.Parse("@old.example->@new.example")]);
    private static readonly RecipientMap Nothing = new([RecipientMapping.Parse("@never.invalid->@new.example")]);

    public override string Run(byte[] input)
    {
        BrokenLawException.Require(AddressField.Rewrite(input, Nothing) is null || input.AsSpan().IndexOf("never"u8) >= 0, "A field without a mapped address is left alone.");
        var rewritten = AddressField.Rewrite(input, Map);
        return $"{rewritten is null} {rewritten?.Length > input.Length}";
    }
}
