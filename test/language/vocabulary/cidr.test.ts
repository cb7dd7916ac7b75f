import assert from 'node:assert/strict';
import { BlockList, isIP } from 'node:net';
import { describe, test } from 'node:test';
import { cidrProblem, coversEverything, networkOf, parseCidr, repairCidr } from '../../../schemas/vocabulary/cidr.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { fc } from '../../support/fastCheck.ts';

function network(text: string): string | undefined {
  const cidr = parseCidr(text);
  return cidr === undefined ? undefined : networkOf(cidr);
}

describe('networks', () => {
  const cases: [text: string, network: string][] = [
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['1.2.3.4/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
    ['::1/128', '::1/128'],
    ['2001:DB8:0:0:8:800:200C:417A/32', '2001:db8::/32'],
    ['1:2:3:4:5:6:7:8/128', '1:2:3:4:5:6:7:8/128'],
    ['1:0:0:4:0:0:0:8/128', '1:0:0:4::8/128'],
    ['::ffff:1.2.3.4/128', '::ffff:102:304/128'],
  ];
  for (const [text, result] of cases) test(text, () => assert.equal(network(text), result));

  test('everything', () => {
    assert.equal(
      ['0.0.0.0/0', '::/0', '10.0.0.0/8'].map((text) => coversEverything(parseCidr(text) ?? assert.fail())).join(),
      'true,true,false',
    );
  });
});

describe('reasons and repairs', () => {
  const cases: [text: string, reason: RegExp, repaired: string | undefined][] = [
    ['10.0.0.1', /single address .* such as \/32/, '10.0.0.1/32'],
    ['::1', /such as \/128/, '::1/128'],
    ['10.0.0.0/33', /"\/33" where a number from 0 to 32/, undefined],
    ['::/129', /from 0 to 128/, undefined],
    ['10.0.0.0/', /"\/"/, '10.0.0.0/32'],
    ['10.0.0.0/08', /"\/08"/, '10.0.0.0/8'],
    ['10.0.0.0/255.255.240.0', /where a number/, '10.0.0.0/20'],
    ['10.0.0.0/255.0.255.0', /where a number/, undefined],
    [' 10.0.0.0/8', /blanks/, '10.0.0.0/8'],
    ['10.0.0.0 / 8', /./, '10.0.0.0/8'],
    ['10.0.0.01/8', /four numbers/, undefined],
    ['300.0.0.1/8', /four numbers/, undefined],
    ['10.0.0/8', /four numbers/, undefined],
    ['db.example.com', /host names are not allowed/, undefined],
    ['1::2::3/64', /neither IPv4 nor IPv6/, undefined],
    ['1:2:3:4:5:6:7:8:9/64', /neither/, undefined],
    ['1.2.3.4::/64', /neither/, undefined],
    ['', /no address/, undefined],
  ];
  for (const [text, reason, repaired] of cases) {
    test(JSON.stringify(text), () => {
      assert.match(render(cidrProblem(text) ?? say``), reason);
      assert.equal(repairCidr(text), repaired);
    });
  }

  test('valid ranges have neither', () => {
    assert.equal(cidrProblem('192.168.0.0/16'), undefined);
    assert.equal(repairCidr('192.168.0.0/16'), undefined);
  });
});

describe('against node:net', () => {
  const word = fc.stringMatching(/^[0-9a-f]{0,4}$/);
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(':')),
    fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 5 }).map((numbers) => numbers.join('.')),
  );

  test('the same addresses are valid', () => {
    fc.assert(
      fc.property(address, (text) => {
        const family = isIP(text);
        const parsed = parseCidr(`${text}/0`);
        assert.equal(parsed?.family ?? 0, family, text);
      }),
      { numRuns: 3000 },
    );
  });

  test('a network holds the address it was made from', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat({ max: 32 }), (text, prefix) => {
        const family = isIP(text) === 6 ? 'ipv6' : 'ipv4';
        const list = new BlockList();
        const [host = '', length = ''] = (network(`${text}/${prefix}`) ?? assert.fail(text)).split('/');
        list.addSubnet(host, Number(length), family);
        assert.ok(list.check(text, family), `${text}/${prefix} -> ${host}`);
        assert.equal(network(`${host}/${length}`), `${host}/${length}`);
      }),
    );
  });

  test('any text is answered, and repairs are valid', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), address), (text) => {
        const repaired = repairCidr(text);
        assert.equal(cidrProblem(text) === undefined, parseCidr(text) !== undefined);
        if (repaired !== undefined) assert.ok(parseCidr(repaired), repaired);
      }),
    );
  });
});
