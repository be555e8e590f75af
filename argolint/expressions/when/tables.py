"""What lark makes of `grammar.lark`, written by `python -m schemas.grammars`."""

# Words that go on with what they could also end:
# AND in either: both
# AND in either: either OR both
# BITS in comparison: bits
# BITS in comparison: comparison COMPARE bits
# CHOICE in list: choice
# CHOICE in list: list COMMA choice
# COMMA in value: FIELD_OF list
# COMPARE in both: both AND comparison
# COMPARE in both: comparison
# OR in choice: choice CHOICE either
# OR in choice: either
# POWER in product: power
# POWER in product: product TIMES power
# SHIFT in bits: bits BITS shift
# SHIFT in bits: shift
# SIGN in shift: shift SHIFT sum
# SIGN in shift: sum
# TIMES in sum: product
# TIMES in sum: sum SIGN product

RULES = (
    ('start', 1, 'start', False, ()),
    ('list', 1, '', False, ()),
    ('list', 3, 'binary', False, ()),
    ('choice', 1, '', False, ()),
    ('choice', 3, 'binary', False, ()),
    ('either', 1, '', False, ()),
    ('either', 3, 'binary', False, ()),
    ('both', 1, '', False, ()),
    ('both', 3, 'binary', False, ()),
    ('comparison', 1, '', False, ()),
    ('comparison', 3, 'binary', False, ()),
    ('bits', 1, '', False, ()),
    ('bits', 3, 'binary', False, ()),
    ('shift', 1, '', False, ()),
    ('shift', 3, 'binary', False, ()),
    ('sum', 1, '', False, ()),
    ('sum', 3, 'binary', False, ()),
    ('product', 1, '', False, ()),
    ('product', 3, 'binary', False, ()),
    ('power', 1, '', False, ()),
    ('power', 3, 'binary', False, ()),
    ('operand', 1, '', False, ()),
    ('operand', 2, 'unary', False, ()),
    ('operand', 2, 'unary', False, ()),
    ('operand', 1, 'nothing', False, ()),
    ('value', 1, '', False, ()),
    ('value', 1, 'access', False, ()),
    ('value', 2, 'access', False, ()),
    ('value', 3, 'group', False, ()),
    ('leaf', 1, 'leaf', False, ()),
    ('leaf', 1, 'leaf', False, ()),
    ('leaf', 1, 'leaf', False, ()),
    ('leaf', 1, 'leaf', False, ()),
    ('leaf', 1, 'leaf', False, ()),
    ('leaf', 1, 'leaf', False, ()),
)
STATES = (
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (13, 'both'), (14, 'choice'), (15, 'comparison'), (16, 'either'), (17, 'leaf'), (18, 'list'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (23, 'start'), (24, 'sum'), (25, 'value')),
    ((-31, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-27, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (13, 'both'), (14, 'choice'), (15, 'comparison'), (16, 'either'), (17, 'leaf'), (26, 'list'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((-25, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-30, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (13, 'both'), (14, 'choice'), (15, 'comparison'), (16, 'either'), (17, 'leaf'), (27, 'list'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((-33, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (28, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (17, 'leaf'), (29, 'value')),
    ((-32, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-34, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-35, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-10, '$END AND CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'), (30, 'BITS')),
    ((-6, '$END BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'), (31, 'AND')),
    ((-2, '$END AND BITS CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'), (32, 'CHOICE')),
    ((-8, '$END AND BITS CHOICE CLOSE COMMA OR POWER SHIFT SIGN TIMES'), (33, 'COMPARE')),
    ((-4, '$END AND BITS CHOICE CLOSE COMMA COMPARE POWER SHIFT SIGN TIMES'), (34, 'OR')),
    ((-26, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-1, '$END'), (35, 'COMMA')),
    ((-20, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-18, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR SHIFT SIGN TIMES'), (36, 'POWER')),
    ((-16, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN'), (37, 'TIMES')),
    ((-12, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SIGN TIMES'), (38, 'SHIFT')),
    ((23, '$END'),),
    ((-14, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT TIMES'), (39, 'SIGN')),
    ((-22, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-28, '$END AND BITS CHOICE CLOSE COMPARE OR POWER SHIFT SIGN TIMES'), (35, 'COMMA')),
    ((40, 'CLOSE'), (35, 'COMMA')),
    ((-24, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-23, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (41, 'shift'), (24, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (42, 'comparison'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (13, 'both'), (15, 'comparison'), (43, 'either'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (44, 'bits'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (45, 'both'), (15, 'comparison'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (12, 'bits'), (13, 'both'), (46, 'choice'), (15, 'comparison'), (16, 'either'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (22, 'shift'), (24, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (17, 'leaf'), (47, 'operand'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (17, 'leaf'), (19, 'operand'), (48, 'power'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (21, 'product'), (49, 'sum'), (25, 'value')),
    ((1, 'BOOLEAN'), (2, 'FIELD'), (3, 'FIELD_OF'), (4, 'NOTHING'), (5, 'NUMBER'), (6, 'OPEN'), (7, 'PATTERN'), (8, 'PREFIX'), (9, 'TEXT'), (10, 'TIME'), (11, 'WORD'), (17, 'leaf'), (19, 'operand'), (20, 'power'), (50, 'product'), (25, 'value')),
    ((-29, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-13, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SIGN TIMES'), (38, 'SHIFT')),
    ((-9, '$END AND BITS CHOICE CLOSE COMMA OR POWER SHIFT SIGN TIMES'), (33, 'COMPARE')),
    ((-5, '$END AND BITS CHOICE CLOSE COMMA COMPARE POWER SHIFT SIGN TIMES'), (34, 'OR')),
    ((-11, '$END AND CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'), (30, 'BITS')),
    ((-7, '$END BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'), (31, 'AND')),
    ((-3, '$END AND BITS CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'), (32, 'CHOICE')),
    ((-21, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN TIMES'),),
    ((-19, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR SHIFT SIGN TIMES'), (36, 'POWER')),
    ((-15, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT TIMES'), (39, 'SIGN')),
    ((-17, '$END AND BITS CHOICE CLOSE COMMA COMPARE OR POWER SHIFT SIGN'), (37, 'TIMES')),
)
