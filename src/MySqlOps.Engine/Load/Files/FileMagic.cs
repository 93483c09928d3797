using System.Text;

namespace MySqlOps.Engine.Load.Files;

/// <summary>What a file's first bytes tell of it.</summary>
internal static class FileMagic
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Length = 6;

    /// <summary>True for gzip (RFC 1952).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>The program that packs files that begin so, when it is one that we do not unpack; else null.</summary>
    public static string? ForeignPacker(ReadOnlySpan<byte> head) => head switch
    {
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00, ..] => "xz",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] => "bzip2",
        [0x04, 0x22, 0x4D, 0x18, ..] => "lz4",
        [(byte)'P', (byte)'K', 0x03, 0x04, ..] => "zip",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "7z",
        _ => null,
    };

    /// <summary>The encoding that a byte order mark names, when it is not UTF-8; else null. Bytes that are no text are an error in it, not a question mark.</summary>
    public static Encoding? WideEncoding(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, 0x00, 0x00, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0x00, 0x00, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };
}
