using System.IO.Compression;
using System.Security.Cryptography;

namespace Turnstone.Server.Face;

/// <summary>Something that pages load, with the bytes it has.</summary>
internal sealed class FaceAsset
{
    private readonly Lazy<byte[]> _compressed;

    public FaceAsset(string path, string contentType, byte[] bytes)
    {
        (Path, ContentType, Bytes) = (path, contentType, bytes);
        Version = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        _compressed = new Lazy<byte[]>(Compress);
    }

    /// <summary>Where it is served, from the server's root.</summary>
    public string Path { get; }

    public string ContentType { get; }

    public byte[] Bytes { get; }

    /// <summary>Another where the bytes are others: a browser keeps what it has for as long as it is this.</summary>
    public string Version { get; }

    /// <summary>Where pages load it from, below their base.</summary>
    public string Address => $"{Path}?v={Version}";

    /// <summary>The same, compressed (Brotli) when it is first asked for.</summary>
    public byte[] Compressed => _compressed.Value;

    private byte[] Compress()
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(Bytes);
        }

        return compressed.ToArray();
    }
}
