namespace Turnstone.Engine.Transfer.Recipients;

/// <summary>Bytes of a field, by their place in it, and what stands there instead.</summary>
internal readonly record struct AddressEdit(int Start, int End, string Text);
