using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>
/// The outer form of a login-path file: four zero bytes, twenty key bytes, then one record a line, each a little-endian length and
/// the line, encrypted with AES-128-ECB and PKCS #7.
/// </summary>
/// <remarks>
/// The key stands in the file itself, so this hides a password from a glance and from nothing else: what protects it is the file's mode.
/// The manual does not give the form: it is known from the public source of MySQL's programs, and from files that mysql_config_editor 9.7 wrote.
/// </remarks>
internal static class LoginPathCipher
{
    /// <summary>
    /// The longest line, its line end included: its record has 4080 bytes, the next longer one 4096. By the source of 8.x the client
    /// stops reading, without a word, at a record above 4095 bytes; 9.7.4 still reads 4096 and stops at 4112, seen with my_print_defaults.
    /// </summary>
    public const int MaxLineBytes = 4079;

    private const int UnusedBytes = 4;
    private const int KeyBytes = 20;
    private const int HeaderBytes = UnusedBytes + KeyBytes;
    private const int LengthBytes = 4;
    private const int BlockBytes = 16;

    /// <summary>A new key.</summary>
    public static byte[] CreateKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>Takes a file apart.</summary>
    /// <param name="content">The whole file. An empty one holds no lines; mysql_config_editor leaves such a file when it is broken off.</param>
    /// <returns>The key and the lines as they were encrypted, line ends included.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or something else; the message says at what byte.</exception>
    public static (byte[] Key, IReadOnlyList<byte[]> Lines) Decrypt(byte[] content)
    {
        if (content.Length == 0)
            return (CreateKey(), []);
        if (content.Length < HeaderBytes)
            throw new InvalidDataException($"it has {content.Length} bytes and its head alone has {HeaderBytes}");
        if (content.AsSpan(0, UnusedBytes).ContainsAnyExcept((byte)0))
            throw new InvalidDataException("it does not begin with the four zero bytes of a login-path file");
        var key = content[UnusedBytes..HeaderBytes];
        using var aes = CreateAes(key);
        var lines = new List<byte[]>();
        var offset = HeaderBytes;
        while (offset < content.Length)
        {
            var length = content.Length - offset < LengthBytes ? 0 : BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(offset, LengthBytes));
            if (length <= 0 || length % BlockBytes != 0 || length > content.Length - offset - LengthBytes)
                throw new InvalidDataException($"the record at byte {offset} is cut off or has a length that can't be");
            lines.Add(DecryptLine(aes, content.AsSpan(offset + LengthBytes, length), offset));
            offset += LengthBytes + length;
        }

        return (key, lines);
    }

    /// <summary>Puts a file together.</summary>
    public static byte[] Encrypt(byte[] key, IEnumerable<byte[]> lines)
    {
        using var aes = CreateAes(key);
        using var content = new MemoryStream();
        content.Write(new byte[UnusedBytes]);
        content.Write(key);
        var length = new byte[LengthBytes];
        foreach (var line in lines)
        {
            var record = aes.EncryptEcb(line, PaddingMode.PKCS7);
            BinaryPrimitives.WriteInt32LittleEndian(length, record.Length);
            content.Write(length);
            content.Write(record);
        }

        return content.ToArray();
    }

    private static byte[] DecryptLine(Aes aes, ReadOnlySpan<byte> record, int offset)
    {
        try
        {
            return aes.DecryptEcb(record, PaddingMode.PKCS7);
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException($"the record at byte {offset} does not decrypt with the file's key", e);
        }
    }

    /// <summary>The twenty bytes laid over the sixteen of an AES key, as MySQL folds every key.</summary>
    private static Aes CreateAes(byte[] key)
    {
        var folded = new byte[BlockBytes];
        for (var i = 0; i < key.Length; i++)
            folded[i % BlockBytes] ^= key[i];
        var aes = Aes.Create();
        aes.Key = folded;
        return aes;
    }
}
