using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Host.Security;

namespace StaffFlows.Host.Tests.Security;

public sealed class When_a_long_text_is_protected
{
    private readonly ServiceProvider services = new ServiceCollection().AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()).BuildServiceProvider();

    private FieldProtector Fields => new(services);

    [Theory]
    [InlineData(0)]
    [InlineData(PackedText.WorthIt - 1)]
    [InlineData(PackedText.WorthIt)]
    [InlineData(200_000)]
    public void It_comes_back_as_it_was(int length)
    {
        var text = Repeating(length);

        Fields.Unprotect(Fields.Protect(text)).ShouldBe(text);
    }

    [Fact]
    public void It_takes_less_room_than_it_did() =>
        Fields.Protect(Repeating(4_000)).Length.ShouldBeLessThan(2_000);

    [Fact]
    public void What_an_earlier_release_wrote_is_still_read()
    {
        var text = Repeating(4_000);
        var before = Convert.ToBase64String(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("StaffFlows.Fields.v1").Protect(Encoding.UTF8.GetBytes(text)));

        Fields.Unprotect(before).ShouldBe(text);
    }

    [Fact]
    public void A_packed_text_that_is_no_such_thing_is_said_to_be_damaged()
    {
        var packed = PackedText.Pack(Encoding.UTF8.GetBytes(Repeating(4_000)));

        Should.Throw<FormatException>(() => PackedText.Unpack(packed.AsSpan(0, packed.Length / 2)));
        Should.Throw<FormatException>(() => PackedText.Unpack([1, 2]));
    }

    private static string Repeating(int length) =>
        string.Concat(Enumerable.Range(0, (length / 10) + 1).Select(n => $"{{\"请假\":{n % 97:00000000}}}"))[..length];
}
