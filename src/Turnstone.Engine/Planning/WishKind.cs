namespace Turnstone.Engine.Planning;

/// <summary>How a folder deals with others that want its place, in the order in which they are served.</summary>
internal enum WishKind
{
    /// <summary>It has a place of its own, and what lies below the same folder at the source lies below it.</summary>
    Ordinary,

    /// <summary>The operator's mapping leads there, into what others have there too.</summary>
    Mapped,

    /// <summary>Any free name will do.</summary>
    Invented,
}
