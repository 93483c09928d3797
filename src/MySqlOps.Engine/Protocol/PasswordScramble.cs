using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>Proves a password without sending it (MySQL Source Code Documentation, "Caching_sha2_password information" and "Native Authentication").</summary>
internal static class PasswordScramble
{
    /// <summary>caching_sha2_password: XOR(SHA256(password), SHA256(SHA256(SHA256(password)), nonce)).</summary>
    public static byte[] Sha256(string password, ReadOnlySpan<byte> nonce)
    {
        if (password.Length == 0)
            return [];
        var once = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        var salted = new byte[once.Length + nonce.Length];
        SHA256.HashData(SHA256.HashData(once), salted);
        nonce.CopyTo(salted.AsSpan(once.Length));
        return Xor(once, SHA256.HashData(salted));
    }

    /// <summary>mysql_native_password: XOR(SHA1(password), SHA1(nonce, SHA1(SHA1(password)))).</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The plugin is defined on SHA-1.")]
    public static byte[] Sha1(string password, ReadOnlySpan<byte> nonce)
    {
        if (password.Length == 0)
            return [];
        var once = SHA1.HashData(Encoding.UTF8.GetBytes(password));
        var salted = new byte[nonce.Length + once.Length];
        nonce.CopyTo(salted);
        SHA1.HashData(SHA1.HashData(once), salted.AsSpan(nonce.Length));
        return Xor(once, SHA1.HashData(salted));
    }

    /// <summary>The password for the server's RSA key: OAEP over the password and its NUL, XORed with the nonce over and over.</summary>
    /// <param name="password">The password.</param>
    /// <param name="nonce">The nonce of 20 bytes.</param>
    /// <param name="publicKeyPem">The server's key.</param>
    public static byte[] Rsa(string password, ReadOnlySpan<byte> nonce, string publicKeyPem)
    {
        var text = Terminated(password);
        for (var i = 0; i < text.Length; i++)
            text[i] ^= nonce[i % nonce.Length];
        using var rsa = RSA.Create();
        rsa.ImportFromPem(publicKeyPem);
        return rsa.Encrypt(text, RSAEncryptionPadding.OaepSHA1);
    }

    /// <summary>The password as it goes over a line that nobody can read, with its NUL.</summary>
    public static byte[] Terminated(string password) => [.. Encoding.UTF8.GetBytes(password), 0];

    private static byte[] Xor(byte[] left, byte[] right)
    {
        for (var i = 0; i < left.Length; i++)
            left[i] ^= right[i];
        return left;
    }
}
