using System.Text;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Fuzz.Targets;

/// <summary>The properties of ours on an item, which anybody may have changed: what is accepted is written again as it was.</summary>
internal sealed class KeyTarget() : FuzzTarget("keys", "0123456789abcdef01234567-00000001-00000007", "01234567-0123456789abcdef0123456789abcdef", "SFA-0123456789abcdef", "...-", "-", "ABCDEF", "٣")
{
    public override string Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var kinds = "";
        if (SourceKey.TryParse(text, out var source))
        {
            kinds += "source ";
            BrokenLawException.Require(source.ToString() == text, "A source key is written as it was read.");
        }

        if (ContentKey.TryParse(text, out var content))
        {
            kinds += "content ";
            BrokenLawException.Require(content.ToString() == text && content.Digest.Length == 12, "A content key is written as it was read.");
        }

        if (StateMark.TryParse(text, out var mark))
        {
            kinds += "mark ";
            BrokenLawException.Require(mark.ToString() == text, "A mark is written as it was read.");
        }

        return kinds;
    }
}
