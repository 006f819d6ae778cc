namespace Turnstone.Engine.Mailboxes;

/// <summary>What a listing came to; written by the source when the last item was read, and of no meaning before.</summary>
public sealed class ListingEnd
{
    /// <summary>How many items were left out because the folder held them under the mark that the listing was given, and holds them still.</summary>
    public long Unchanged { get; set; }

    /// <summary>The folder's mark of the moment of the listing; null where the source's word is not enough for one.</summary>
    public FolderMark? Mark { get; set; }
}
