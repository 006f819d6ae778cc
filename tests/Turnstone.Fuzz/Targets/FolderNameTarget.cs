using System.Text;
using Turnstone.Connectors.Imap;
using Encoder = Turnstone.Sandbox.Dovecot.ModifiedUtf7;

namespace Turnstone.Fuzz.Targets;

/// <summary>The letters of a folder's name. Every name can be shown, whatever its bytes are.</summary>
internal sealed class FolderNameTarget() : FuzzTarget("folder-name", "&", "-", "&-", "&AOQ-", "&2D3cTA-", "&2D0-", "&,,,,-", "&AA-", "ä", "&Jjo-!")
{
    public override string Run(byte[] input)
    {
        var name = Encoding.Latin1.GetString(input);
        var shown = ImapNames.Read(name, speaksUtf8: false, out var remark);
        ImapNames.Read(name, speaksUtf8: true, out _);
        var decoded = ModifiedUtf7.Decode(name);
        BrokenLawException.Require(decoded is null || IsText(decoded), "What is decoded is text: no half characters.");
        BrokenLawException.Require(decoded is null || ModifiedUtf7.Decode(Encoder.Encode(decoded)) == decoded, "What is decoded and written again is the same.");
        BrokenLawException.Require(name.Length == 0 || shown.Length > 0, "A name that is not empty is shown as something.");
        BrokenLawException.Require(decoded is null || !Ascii.IsValid(name) || remark is null, "What is in IMAP's encoding needs no remark.");
        return $"{decoded is null} {remark} {shown.Any(char.IsSurrogate)} {shown.Any(char.IsControl)} {shown == name}";
    }

    private static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (++i == text.Length || !char.IsSurrogatePair(text[i - 1], text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
