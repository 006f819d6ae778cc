namespace Turnstone.Engine.Verification;

/// <summary>
/// Finds for each part of one message its counterpart. Containers do not count (<see cref="LegitimateChanges.Flattening"/>), so parts are
/// known by what they hold, each counterpart serving once.
/// </summary>
internal sealed class PartMatcher(MessageFacts source, MessageFacts delivered, string prefix, List<Difference> differences)
{
    private readonly List<PartFacts> _left = [.. delivered.Parts];

    /// <summary>Notes the differences between the parts; returns the attached messages that belong together.</summary>
    public IReadOnlyList<(MessageFacts Source, MessageFacts Delivered, string Where)> Match()
    {
        var pairs = new List<(MessageFacts, MessageFacts, string)>();
        var unmatched = new List<PartFacts.Leaf>();

        // What is the same goes first, so that what is left over on both sides is what differs.
        foreach (var part in source.Parts)
        {
            switch (part)
            {
                case PartFacts.Sealed seal:
                    MatchSeal(seal);
                    break;
                case PartFacts.Nested nested when FindNested(nested) is { } twin:
                    _left.Remove(twin);
                    pairs.Add((nested.Message, twin.Message, prefix + nested.Where));
                    break;
                case PartFacts.Nested nested:
                    Note(DifferenceKind.MessageMissing, nested);
                    break;
                case PartFacts.Leaf leaf when !TryMatch(leaf):
                    unmatched.Add(leaf);
                    break;
            }
        }

        unmatched.ForEach(NoteLoss);
        foreach (var extra in _left.Where(part => part is not PartFacts.Leaf { IsEmpty: true }))
        {
            Note(DifferenceKind.PartAdded, extra);
        }

        return pairs;
    }

    private void MatchSeal(PartFacts.Sealed seal)
    {
        if (!_left.Remove(_left.OfType<PartFacts.Sealed>().FirstOrDefault(there => there.Raw == seal.Raw) ?? seal))
        {
            // Whatever has become of it is part of the same difference.
            Note(DifferenceKind.SealedPartChanged, seal);
            _left.Clear();
        }
    }

    private PartFacts.Nested? FindNested(PartFacts.Nested nested)
    {
        var candidates = _left.OfType<PartFacts.Nested>().ToList();
        return candidates.Find(candidate => candidate.Message.Identity == nested.Message.Identity) ?? candidates.FirstOrDefault();
    }

    private bool TryMatch(PartFacts.Leaf leaf)
    {
        if (_left.OfType<PartFacts.Leaf>().Where(there => IsSame(leaf, there)).MaxBy(there => Likeness(leaf, there)) is not { } twin)
        {
            // LegitimateChanges.EndOfText.
            return leaf is { IsFile: false, IsEmpty: true };
        }

        _left.Remove(twin);
        if (!HasSameName(leaf, twin))
        {
            Note(DifferenceKind.AttachmentRenamed, leaf);
        }

        if (!HasSameId(leaf, twin))
        {
            Note(DifferenceKind.AttachmentUnlinked, leaf);
        }

        return true;
    }

    private void NoteLoss(PartFacts.Leaf leaf)
    {
        var candidates = _left.OfType<PartFacts.Leaf>().Where(there => there.IsFile == leaf.IsFile);
        var changed = leaf.IsFile
            ? candidates.FirstOrDefault(there => leaf.Name is not null && there.Name == leaf.Name)
            : candidates.FirstOrDefault(there => there.Subtype == leaf.Subtype && !there.IsEmpty);
        if (changed is not null)
        {
            _left.Remove(changed);
        }

        Note(
            (leaf.IsFile, changed is null) switch
            {
                (true, true) => DifferenceKind.AttachmentMissing,
                (true, false) => DifferenceKind.AttachmentChanged,
                (false, true) => DifferenceKind.TextMissing,
                (false, false) => DifferenceKind.TextChanged,
            },
            leaf);
    }

    /// <summary>An attachment is its bytes; a text to read is what can be read.</summary>
    private static bool IsSame(PartFacts.Leaf leaf, PartFacts.Leaf there) =>
        leaf.IsFile && !HasBecomeBody(leaf, there)
            ? leaf.Bytes == there.Bytes : there.Text is not null && leaf.Text == there.Text && leaf.Subtype == there.Subtype;

    // LegitimateChanges.NamedBodies.
    private static bool HasBecomeBody(PartFacts.Leaf leaf, PartFacts.Leaf there) => leaf is { MayBeBody: true, Text: not null } && !there.IsFile;

    /// <summary>Of parts that hold the same, the one that is also called and shown alike.</summary>
    private static int Likeness(PartFacts.Leaf leaf, PartFacts.Leaf there) =>
        (HasSameName(leaf, there) ? 4 : 0) + (leaf.IsFile == there.IsFile ? 2 : 0) + (HasSameId(leaf, there) ? 1 : 0);

    private static bool HasSameName(PartFacts.Leaf leaf, PartFacts.Leaf there) =>
        leaf.Name is null ? there.Name is null || LegitimateChanges.IsNumberedName(there.Name) : leaf.Name == there.Name || HasBecomeBody(leaf, there);

    private static bool HasSameId(PartFacts.Leaf leaf, PartFacts.Leaf there) =>
        !leaf.IsFile || leaf.ContentId is null || leaf.ContentId == there.ContentId;

    private void Note(DifferenceKind kind, PartFacts part) => differences.Add(new Difference(kind, prefix + part.Where));
}
