using System.Net.Security;
using System.Text;

namespace MySqlOps.Engine.Protocol;

/// <summary>
/// Logs in over a fresh connection: greeting, TLS, then caching_sha2_password (from the server's cache, over TLS or with its RSA key) or mysql_native_password
/// (MySQL Source Code Documentation, "Connection Phase").
/// </summary>
internal sealed class WireLogin(PacketChannel channel, WireAccount account, WireTls? tls, bool isPrivateLine)
{
    private const string CachingSha2 = "caching_sha2_password";
    private const string Native = "mysql_native_password";
    private const byte MoreData = 0x01;
    private const byte FastSuccess = 0x03;
    private const byte FullExchange = 0x04;
    private const byte KeyRequest = 0x02;

    private bool _isSecure = isPrivateLine;
    private string _plugin = CachingSha2;
    private byte[] _nonce = [];

    /// <summary>Logs in.</summary>
    /// <returns>The greeting, with the capabilities that both sides have.</returns>
    /// <exception cref="WireException">The server refused.</exception>
    /// <exception cref="WireLoginException">We did.</exception>
    public (ServerGreeting Greeting, Capabilities Agreed) Run()
    {
        var greeting = ServerGreeting.Parse(channel.Read()) ?? throw new WireFormatException("What answered sent no MySQL greeting.");
        if (greeting.ErrorNumber is { } number)
            throw new WireException(number, "HY000", greeting.ErrorMessage);
        var agreed = greeting.Capabilities & LoginPackets.Wanted;
        if (!agreed.HasFlag(Capabilities.Protocol41 | Capabilities.SecureConnection | Capabilities.PluginAuth) || greeting.Nonce.Length < 20)
            throw new WireFormatException("The server speaks a protocol that is too old.");
        if (tls is not null)
            agreed = Secure(tls, greeting, agreed);

        _nonce = greeting.Nonce;
        _plugin = greeting.Plugin == Native ? Native : CachingSha2;
        channel.Write(LoginPackets.Response(agreed, account.User, Prove(), _plugin));
        Answer();
        return (greeting, agreed);
    }

    private Capabilities Secure(WireTls wanted, ServerGreeting greeting, Capabilities agreed)
    {
        if (!greeting.OffersTls)
        {
            return wanted.IsRequired
                ? throw new WireLoginException(WireLoginFailure.TlsNotOffered, "The server offers no TLS.")
                : agreed;
        }

        channel.Write(LoginPackets.TlsRequest(agreed));
        SslStream? secured = null;
        channel.Wrap(stream => secured = new SslStream(stream));
        secured!.AuthenticateAsClient(wanted.Options);
        _isSecure = true;
        return agreed | Capabilities.Tls;
    }

    /// <summary>Answers what the server asks until it is satisfied.</summary>
    private void Answer()
    {
        while (true)
        {
            var packet = channel.Read();
            switch (packet is [var first, ..] ? first : ResponsePackets.Error)
            {
                case ResponsePackets.Ok:
                    return;
                case ResponsePackets.Error:
                    throw ResponsePackets.ReadError(packet);
                case ResponsePackets.End:
                    SwitchPlugin(packet);
                    channel.Write(Prove());
                    break;
                case MoreData when _plugin == CachingSha2 && packet.Length == 2 && packet[1] == FastSuccess:
                    break;
                case MoreData when _plugin == CachingSha2 && packet.Length == 2 && packet[1] == FullExchange:
                    SendPassword();
                    break;
                default:
                    throw new WireFormatException("The server asked for something at login that is not in the protocol.");
            }
        }
    }

    private void SwitchPlugin(ReadOnlySpan<byte> packet)
    {
        var reader = new PayloadReader(packet);
        _ = reader.Byte();
        var plugin = reader.TextToNul();
        if (plugin is not (CachingSha2 or Native))
            throw new WireLoginException(WireLoginFailure.PluginUnknown, $"The account uses the authentication plugin {plugin}; exports and imports can log in with {CachingSha2} and {Native} only.");
        var nonce = reader.Rest();
        if (nonce.Length < 20)
            throw new WireFormatException("The server sent too short a nonce.");
        _plugin = plugin;
        _nonce = nonce[..20].ToArray();
    }

    private byte[] Prove() => _plugin == Native ? PasswordScramble.Sha1(account.Password, _nonce) : PasswordScramble.Sha256(account.Password, _nonce);

    private void SendPassword()
    {
        if (_isSecure)
        {
            channel.Write(PasswordScramble.Terminated(account.Password));
            return;
        }

        if (!account.MayFetchKey)
            throw new WireLoginException(WireLoginFailure.LineNotSecure, "The account's password goes over a secure line only.");
        channel.Write([KeyRequest]);
        var packet = channel.Read();
        if (packet is not [MoreData, ..])
            throw packet is [ResponsePackets.Error, ..] ? ResponsePackets.ReadError(packet) : new WireFormatException("The server sent no key.");
        var encrypted = PasswordScramble.Rsa(account.Password, _nonce, Encoding.ASCII.GetString(packet[1..]));
        channel.Write(encrypted);
    }
}
