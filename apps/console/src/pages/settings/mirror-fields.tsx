import { Form, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';

const choices = {
  userName: ['userId', 'mobile', 'email', 'jobNumber'],
  active: ['members', 'activated'],
  events: ['stream', 'callback', 'none'],
} as const;
const switches = ['roles', 'details', 'unpagedLists'] as const;
const numbers = [
  { name: ['crawlEverySeconds'], text: 'crawlEverySeconds', from: 60, to: 604_800 },
  { name: ['failedEventsEverySeconds'], text: 'failedEventsEverySeconds', from: 0, to: 3_600 },
  { name: ['leaversStaySeconds'], text: 'leaversStaySeconds', from: 0, to: 31_536_000 },
  { name: ['threshold', 'atLeast'], text: 'atLeast', from: 0, to: 10_000_000 },
  { name: ['threshold', 'share'], text: 'share', from: 0, to: 1 },
] as const;

/** How DingTalk is shown to SCIM; a part of a form of settings. */
export function MirrorFields() {
  const { t } = useTranslation();
  const choice = (name: keyof typeof choices) => {
    const options = choices[name].map((value) => ({
      value,
      label: t(`settings.mirror.${name}Choices.${value}` as 'settings.mirror.activeChoices.members'),
    }));
    return (
      <Form.Item key={name} name={['mirror', name]} label={t(`settings.mirror.${name}`)}>
        <Select options={options} />
      </Form.Item>
    );
  };
  return (
    <>
      {choice('userName')}
      {choice('active')}
      {choice('events')}
      {switches.map((name) => (
        <Form.Item
          key={name}
          name={['mirror', name]}
          label={t(`settings.mirror.${name}`)}
          extra={t(`settings.mirror.${name}About`)}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      ))}
      {(['include', 'exclude'] as const).map((list) => (
        <Form.Item
          key={list}
          name={['mirror', 'scope', list]}
          label={t(`settings.mirror.${list}`)}
          extra={t('settings.mirror.departmentsAbout')}
          getValueFromEvent={wholeNumbers}
        >
          <Select mode="tags" tokenSeparators={[' ', ',']} open={false} suffix={null} />
        </Form.Item>
      ))}
      {(['withoutMobile', 'notActivated'] as const).map((name) => (
        <Form.Item
          key={name}
          name={['mirror', 'scope', name]}
          label={t(`settings.mirror.${name}`)}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      ))}
      {numbers.map(({ name, text, from, to }) => (
        <Form.Item key={text} name={['mirror', ...name]} label={t(`settings.mirror.${text}`)}>
          <InputNumber min={from} max={to} {...(to === 1 ? { step: 0.01 } : {})} style={{ width: 200 }} />
        </Form.Item>
      ))}
    </>
  );
}

/** What is entered as text and meant as DingTalk's numbers; anything else is left out. */
const wholeNumbers = (entered: readonly (string | number)[]): readonly number[] =>
  entered.map(Number).filter((number) => Number.isInteger(number) && number > 0);
