namespace Turnstone.Sandbox.Ids;

/// <summary>What an id names. <paramref name="Item"/> and <paramref name="Attachment"/> are zero where the id names something larger.</summary>
internal readonly record struct EwsId(Guid Mailbox, long Folder, long Item, int Attachment);
