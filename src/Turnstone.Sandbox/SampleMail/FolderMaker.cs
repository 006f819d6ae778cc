using System.Globalization;
using Turnstone.Sandbox.SampleMail.Kinds;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>Makes the messages of one folder. Everything about a message follows from the profile, the folder and its number.</summary>
internal sealed class FolderMaker(SampleProfile profile, SamplePerson owner, FolderPlan plan, int count)
{
    // Consecutive messages that talk about one thing.
    private const int ThreadLength = 6;
    private static readonly TimeSpan[] Zones = [.. new[] { 0.0, 1, 2, 9, -5, 5.5, 3, -3.5 }.Select(TimeSpan.FromHours)];
    private readonly SampleKind[] _kinds = KindMix.Shuffled(StableRandom.For(profile.Seed, owner.Address, plan.Path, "kinds"));

    public SampleFolder Folder() => new(plan.Path.Split('/'), count, MessageAt)
    {
        IsContainer = plan.Character == FolderCharacter.Container,
        SpecialUse = plan.SpecialUse,
    };

    /// <summary>One message, the huge one.</summary>
    public SampleFolder LargeFolder() => new(plan.Path.Split('/'), 1, index =>
        new SampleMessage(SampleKind.Large, SampleFlags.Seen, [], ReceivedAt(index), stream =>
            LargeMail.Write(LetterAt(index), stream, profile.LargeMessageBytes)));

    private SampleMessage MessageAt(int index)
    {
        var kind = KindAt(index);
        var random = StableRandom.For(profile.Seed, owner.Address, plan.Path, index, "state");
        var (flags, keywords) = MessageState.Of(plan.Character, kind, random);
        return new SampleMessage(kind, flags, keywords, ReceivedAt(index), stream => Write(index, stream));
    }

    private void Write(int index, Stream stream)
    {
        // A twin is the message before it; the first has none before it and KindAt never makes it one.
        index = KindAt(index) == SampleKind.Twin ? index - 1 : index;
        KindMix.Writer(KindAt(index))(LetterAt(index), new MimeOutput(stream));
    }

    private SampleKind KindAt(int index)
    {
        var kind = _kinds[index % _kinds.Length];
        return kind == SampleKind.Twin && (index == 0 || _kinds[(index - 1) % _kinds.Length] == SampleKind.Twin)
            ? SampleKind.Plain
            : kind;
    }

    /// <summary>Denser towards today, as mailboxes are; the order of arrival is the order of the folder.</summary>
    private DateTimeOffset ReceivedAt(int index)
    {
        var span = TimeSpan.FromDays(profile.Years * 365.25) + TimeSpan.FromMinutes(count);
        var age = 1 - ((index + 1.0) / count);
        var zone = Zones[StableRandom.Hash(profile.Seed, plan.Path, index, "zone") % Zones.Length];
        return DateTimeOffset.FromUnixTimeSeconds((profile.Until - (span * (age * age))).ToUnixTimeSeconds()).ToOffset(zone);
    }

    private Letter LetterAt(int index)
    {
        var random = StableRandom.For(profile.Seed, owner.Address, plan.Path, index);
        var threadStart = index - (index % ThreadLength);
        var threadRandom = StableRandom.For(profile.Seed, owner.Address, plan.Path, threadStart, "thread");
        var other = threadRandom.Pick(Correspondents.All);
        var own = plan.Character is FolderCharacter.Sent or FolderCharacter.Drafts;
        var author = own ? owner : other;
        var subject = threadRandom.Pick(Vocabulary.Of(other.Language).Subjects);
        return new Letter
        {
            From = author,
            To = own ? other : owner,
            Sent = ReceivedAt(index).AddSeconds(-random.Next(1, 90)),
            Subject = KindAt(index) == SampleKind.Reply ? $"Re: {subject}" : subject,
            MessageId = MessageId(index),
            References = [.. Enumerable.Range(threadStart, index - threadStart).Select(MessageId)],
            Random = random,
        };
    }

    private string MessageId(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"<{index}.{StableRandom.Hash(profile.Seed, owner.Address, plan.Path, index, "id"):x8}@mail.example>");
}
