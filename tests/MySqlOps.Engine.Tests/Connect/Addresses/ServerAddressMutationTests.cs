using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Foundation;
using Xunit.Abstractions;

namespace MySqlOps.Engine.Tests.Connect.Addresses;

public class ServerAddressMutationTests(ITestOutputHelper output)
{
    private const int Mutations = 60_000;
    private const string Password = "S3cret-Pass";
    private const string Alphabet = ":::@@@//[]()'\"%%?&&==##\\.-_~ \t\n\0aZ09\u00E4\uD800\uDC00\u2028";

    private static readonly string[] Valid =
    [
        $"root:{Password}@localhost:3306",
        $"root:{Password}@[::1]:3307",
        $"'my:user':{Password}@localhost:3306:/tmp/x.sock",
        $"root:{Password}@/var/run/x.sock",
        $"root:{Password}@(/var/run/x.sock)",
        $"mysql://root:{Password}@db1.example.com:3306/shop?ssl-mode=VERIFY_CA&ssl-ca=%2Fca.pem&connect-timeout=5",
        $"mysql://root:{Password}@%2Ftmp%2Fx.sock/?get-server-public-key=true&command-timeout=60",
        "~/.my.cnf[client]",
        @"C:\x\my.cnf[prod]",
        "prod:3307:/tmp/x.sock",
    ];

    [Fact]
    public void MutatedAddressIsAValueOrOneNamedError()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var errors = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var text = string.Concat(Mutation.Mutate(random, Valid[i % Valid.Length], () => Alphabet[random.Next(Alphabet.Length)]));
            try
            {
                Assert.NotNull(ServerAddress.Parse(text));
            }
            catch (MySqlOpsException e)
            {
                errors++;
                Assert.Equal(ErrorId.AddressInvalid, e.Id);
                if (PasswordPart(text).Contains(Password, StringComparison.Ordinal))
                    Assert.False(e.Message.Contains(Password, StringComparison.Ordinal), $"seed {seed}: {e.Message}");
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: '{text}' gave {e}");
            }
        }

        // Both ways are taken often, or the test shows nothing.
        Assert.InRange(errors, Mutations / 10, Mutations * 9 / 10);
    }

    /// <summary>What of a text a reader would take for its password: from the first : to the last @, or to the end where there is none.</summary>
    private static string PasswordPart(string text)
    {
        const string Scheme = "mysql://";
        var rest = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : text;
        var at = rest.LastIndexOf('@');
        var account = at < 0 ? rest : rest[..at];
        return account[(account.IndexOf(':', StringComparison.Ordinal) + 1)..] is var part && part.Length < account.Length ? part : "";
    }
}
